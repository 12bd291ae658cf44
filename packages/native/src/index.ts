export { type NativeFault, type NativeReading, readNativeResponse, trackNative } from './check-native.ts';
export { type AssetRequest, type NativeRequest, readNativeRequest } from './native-request.ts';
export {
  type FilledAssets,
  fillAssets,
  type NativeAd,
  type NativeUrls,
  writeNative,
} from './write-native.ts';
