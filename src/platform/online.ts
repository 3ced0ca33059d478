/** Calls the listener now and whenever the device goes on or off the network. */
export function watchOnline(listener: (isOnline: boolean) => void): void {
  const tell = () => listener(navigator.onLine)
  addEventListener('online', tell)
  addEventListener('offline', tell)
  tell()
}
