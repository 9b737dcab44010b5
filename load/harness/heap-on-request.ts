// Loaded before the service by a soak, never by the product: answers each message with what the heap holds after collection.
process.on('message', () => {
  (globalThis as { gc?: () => void }).gc?.();
  process.send?.({ heapBytes: process.memoryUsage().heapUsed });
});
// The channel alone must not keep a service running that was told to stop.
process.channel?.unref();
