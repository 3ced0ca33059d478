/** A library that is compiled into a WebAssembly file. */
interface WasmPart {
  name: string
  licence: string
  copyright: string
}

/**
 * From onnxruntime's ThirdPartyNotices.txt and cmake/deps.txt, as far as the WebAssembly build links them:
 * to be looked through when onnxruntime-web changes its version.
 */
export const wasmParts: readonly WasmPart[] = [
  { name: 'ONNX', licence: 'Apache-2.0', copyright: 'Copyright (c) ONNX Project Contributors' },
  { name: 'Protocol Buffers', licence: 'BSD-3-Clause', copyright: 'Copyright 2008 Google Inc.' },
  { name: 'Abseil', licence: 'Apache-2.0', copyright: 'Copyright The Abseil Authors' },
  { name: 'FlatBuffers', licence: 'Apache-2.0', copyright: 'Copyright Google Inc.' },
  { name: 'Dawn', licence: 'BSD-3-Clause', copyright: 'Copyright The Dawn & Tint Authors' },
  { name: 'RE2', licence: 'BSD-3-Clause', copyright: 'Copyright (c) 2009 The RE2 Authors' },
  {
    name: 'Eigen',
    licence: 'MPL-2.0',
    copyright: 'Copyright the Eigen authors (source: https://gitlab.com/libeigen/eigen)',
  },
  { name: 'Guidelines Support Library', licence: 'MIT', copyright: 'Copyright (c) 2015 Microsoft Corporation' },
  { name: 'SafeInt', licence: 'MIT', copyright: 'Copyright (c) 2018 Microsoft' },
  { name: 'JSON for Modern C++', licence: 'MIT', copyright: 'Copyright (c) 2013-2022 Niels Lohmann' },
  {
    name: 'date',
    licence: 'MIT',
    copyright:
      'Copyright (c) 2015, 2016, 2017 Howard Hinnant, 2016 Adrian Colomitchi, 2017 Florian Dang, 2017 Paul Thompson, 2018, 2019 Tomasz Kamiński, 2019 Jiangang Zhuang',
  },
  { name: 'Boost.Mp11', licence: 'BSL-1.0', copyright: 'Copyright 2015-2023 Peter Dimov' },
  { name: 'Emscripten', licence: 'MIT', copyright: 'Copyright (c) 2010-2014 Emscripten authors' },
  { name: 'musl', licence: 'MIT', copyright: 'Copyright © 2005-2020 Rich Felker, et al.' },
  {
    name: 'libc++ and compiler-rt',
    licence: 'Apache-2.0 WITH LLVM-exception',
    copyright: 'Copyright the LLVM Project contributors',
  },
]

/** Compiled into the WebP encoder and decoder of @jsquash/webp, beside Emscripten, musl and libc++, which onnxruntime's file has too. */
export const webpParts: readonly WasmPart[] = [
  { name: 'libwebp', licence: 'BSD-3-Clause', copyright: 'Copyright (c) 2010, Google Inc.' },
]

/** Compiled into the AVIF encoder and decoder of @jsquash/avif, likewise; the encoder has a part of libwebp, too. */
export const avifParts: readonly WasmPart[] = [
  { name: 'libavif', licence: 'BSD-2-Clause', copyright: 'Copyright 2019 Joe Drago' },
  { name: 'libaom', licence: 'BSD-2-Clause', copyright: 'Copyright (c) 2016, Alliance for Open Media' },
  { name: 'libyuv', licence: 'BSD-3-Clause', copyright: 'Copyright 2011 The LibYuv Project Authors' },
]

/** Compiled into libheif-js, likewise. */
export const heicParts: readonly WasmPart[] = [
  { name: 'libheif', licence: 'LGPL-3.0', copyright: 'Copyright (c) 2017-2026 Dirk Farin, struktur AG' },
  { name: 'libde265', licence: 'LGPL-3.0', copyright: 'Copyright (c) 2013-2026 struktur AG, Dirk Farin' },
]

/** Compiled into the JPEG XL decoder of @jsquash/jxl, likewise. */
export const jxlParts: readonly WasmPart[] = [
  { name: 'libjxl', licence: 'BSD-3-Clause', copyright: 'Copyright (c) the JPEG XL Project Authors' },
  { name: 'Highway', licence: 'Apache-2.0', copyright: 'Copyright The Highway Project Authors' },
  { name: 'Brotli', licence: 'MIT', copyright: 'Copyright (c) 2009, 2010, 2013-2016 by the Brotli Authors' },
  { name: 'Skia (skcms)', licence: 'BSD-3-Clause', copyright: 'Copyright (c) 2018 Google Inc.' },
]

/** Compiled into jxl-oxide-wasm, by the names of crates in it; of several licences to choose from, the MIT licence. */
export const oxideParts: readonly WasmPart[] = [
  { name: 'jxl-oxide', licence: 'MIT', copyright: 'Copyright (c) Wonwoo Choi and contributors' },
  { name: 'brotli-decompressor, alloc-stdlib', licence: 'BSD-3-Clause', copyright: 'Copyright (c) 2016 Dropbox, Inc.' },
  {
    name: 'png, fdeflate, flate2, hashbrown, once_cell, wasm-bindgen, dlmalloc, and the Rust standard library',
    licence: 'MIT',
    copyright: 'Copyright (c) their authors, and the Rust Project contributors',
  },
  {
    name: 'miniz_oxide, tracing-core',
    licence: 'MIT',
    copyright: 'Copyright (c) 2017 Frommi, Copyright (c) 2019 Tokio Contributors',
  },
]

/** Compiled into the JPEG 2000 decoder of pdfjs-dist, likewise. */
export const jp2Parts: readonly WasmPart[] = [
  {
    name: 'pdf.js.openjpeg',
    licence: 'BSD-2-Clause',
    copyright: 'Copyright (c) 2024, Mozilla Foundation',
  },
  {
    name: 'OpenJPEG',
    licence: 'BSD-2-Clause',
    copyright:
      "Copyright (c) 2002-2014, Universite catholique de Louvain (UCL), Belgium. Copyright (c) 2002-2014, Professor Benoit Macq. Copyright (c) 2003-2014, Antonin Descampe. Copyright (c) 2003-2009, Francois-Olivier Devaux. Copyright (c) 2005, Herve Drolon, FreeImage Team. Copyright (c) 2002-2003, Yannick Verschueren. Copyright (c) 2001-2003, David Janssens. Copyright (c) 2011-2012, Centre National d'Etudes Spatiales (CNES), France. Copyright (c) 2012, CS Systemes d'Information, France",
  },
]

/** Compiled into lcms-wasm, likewise. */
export const lcmsParts: readonly WasmPart[] = [
  { name: 'Little CMS', licence: 'MIT', copyright: 'Copyright (c) 2023 Marti Maria Saguer' },
]
