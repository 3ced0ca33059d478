const exportIt = 'Use the ONNX export of the same model, or its .safetensors file where it is a BiRefNet.'

/** What a person is told of files that come from the world of models but are none that can be run here. */
export const modelAdvice = {
  'model-pointer': {
    what: 'This is a pointer (Git LFS and the like), a few lines of text in the place of the file itself.',
    next: 'Download the real file (“download” on the page of the file; “git lfs pull” in a copy of its repository) and drop that.',
  },
  'model-page': {
    what: 'This is a web page that was saved under the name of a model, not the model.',
    next: 'Open the model’s page, sign in where it asks for it, download the file itself and drop that.',
  },
  'model-answer': {
    what: 'This is the answer of a server that did not hand out the model (“not found”, “access denied”), kept under the model’s name.',
    next: 'Open the model’s page, sign in or accept its terms where it asks for that, download the file itself and drop that.',
  },
  'model-pytorch': {
    what: 'This is a PyTorch checkpoint, which may hold programs and is not opened by a browser.',
    next: 'Use the .safetensors file of the same model, or export it as ONNX.',
  },
  'model-gguf': {
    what: 'This is a GGUF or GGML file, made for programs that run language models.',
    next: 'Use an ONNX file of an image segmentation model, or a BiRefNet as .safetensors.',
  },
  'model-part': {
    what: 'These are the weights of an ONNX model, without the model itself.',
    next: 'Drop it together with the .onnx file that it belongs to.',
  },
  'model-part-missing': {
    what: 'The weights of this model lie in another file, {detail}, which did not come along.',
    next: 'Drop both files together.',
  },
  'model-truncated': {
    what: 'This model file ends before it is complete.',
    next: 'Download it again and drop the new copy.',
  },
  'model-tflite': { what: 'This is a TensorFlow Lite model, which is not run here.', next: exportIt },
  'model-keras': { what: 'This is a Keras or HDF5 model, which is not run here.', next: exportIt },
  'model-tensorflow': { what: 'This is a TensorFlow graph, which is not run here.', next: exportIt },
  'model-tensorrt': { what: 'This is a TensorRT engine, made for one graphics card and not run here.', next: exportIt },
  'model-openvino': { what: 'This is an OpenVINO model, which is not run here.', next: exportIt },
  'model-coreml': { what: 'This is a Core ML model, which is not run here.', next: exportIt },
  'model-ort': { what: 'This is a model in ONNX Runtime’s own format, which is not read here.', next: exportIt },
  'model-ncnn': { what: 'This is an ncnn, MNN or Paddle model, which is not run here.', next: exportIt },
  'model-numpy': { what: 'This is a file of NumPy arrays, not a model that can be run.', next: exportIt },
  archive: {
    what: 'This is an archive of files.',
    next: 'Unpack it and drop the photos, or the model, that are in it.',
  },
} as const
