import { MAYBE_GONE, NO_CARD, type ModelRow } from './row.ts';

/** Stability AI. Prices in USD per million tokens. */
export const stability: ModelRow[] = [
  { id: 'stability.sd3-5-large-v1:0', name: 'Stable Diffusion 3.5 Large', family: 'stable-diffusion', kind: 'image', dates: MAYBE_GONE, from: 'public-code' },
  { id: 'stability.stable-image-core-v1:1', name: 'Stable Image Core 1.1', family: 'stable-image', kind: 'image', dates: MAYBE_GONE, from: 'public-code' },
  { id: 'stability.stable-image-ultra-v1:1', name: 'Stable Image Ultra 1.1', family: 'stable-image', kind: 'image', dates: MAYBE_GONE, from: 'aws-models-supported' },
  { id: 'stability.stable-conservative-upscale-v1:0', name: 'Stable Image Conservative Upscale', family: 'stable-image', kind: 'image', profiles: 'us', from: 'aws-card-index' },
  { id: 'stability.stable-creative-upscale-v1:0', name: 'Stable Image Creative Upscale', family: 'stable-image', kind: 'image', profiles: 'us', from: 'aws-card-index' },
  { id: 'stability.stable-fast-upscale-v1:0', name: 'Stable Image Fast Upscale', family: 'stable-image', kind: 'image', profiles: 'us', from: 'aws-models-supported' },
  { id: 'stability.stable-image-control-sketch-v1:0', name: 'Stable Image Control Sketch', family: 'stable-image', kind: 'image', profiles: 'us', from: 'aws-card-index' },
  { id: 'stability.stable-image-control-structure-v1:0', name: 'Stable Image Control Structure', family: 'stable-image', kind: 'image', profiles: 'us', from: 'aws-card-index' },
  { id: 'stability.stable-image-erase-object-v1:0', name: 'Stable Image Erase Object', family: 'stable-image', kind: 'image', profiles: 'us', from: 'aws-card-index' },
  { id: 'stability.stable-image-inpaint-v1:0', name: 'Stable Image Inpaint', family: 'stable-image', kind: 'image', profiles: 'us', from: 'aws-models-supported' },
  { id: 'stability.stable-outpaint-v1:0', name: 'Stable Image Outpaint', family: 'stable-image', kind: 'image', profiles: 'us', from: 'aws-models-supported' },
  { id: 'stability.stable-image-remove-background-v1:0', name: 'Stable Image Remove Background', family: 'stable-image', kind: 'image', profiles: 'us', from: 'aws-models-supported' },
  { id: 'stability.stable-image-search-recolor-v1:0', name: 'Stable Image Search and Recolor', family: 'stable-image', kind: 'image', profiles: 'us', from: 'aws-models-supported' },
  { id: 'stability.stable-image-search-replace-v1:0', name: 'Stable Image Search and Replace', family: 'stable-image', kind: 'image', profiles: 'us', from: 'aws-models-supported' },
  { id: 'stability.stable-image-style-guide-v1:0', name: 'Stable Image Style Guide', family: 'stable-image', kind: 'image', profiles: 'us', from: 'aws-models-supported' },
  { id: 'stability.stable-style-transfer-v1:0', name: 'Stable Image Style Transfer', family: 'stable-image', kind: 'image', profiles: 'us', from: 'aws-models-supported' },
  { id: 'stability.stable-diffusion-xl-v1', name: 'Stable Diffusion XL 1.0', family: 'stable-diffusion', kind: 'image', dates: NO_CARD, from: 'aws-cdk' },
  { id: 'stability.stable-diffusion-xl-v0', name: 'Stable Diffusion XL 0.8', family: 'stable-diffusion', kind: 'image', dates: NO_CARD, from: 'aws-cdk' },
  { id: 'stability.stable-diffusion-xl', name: 'Stable Diffusion XL', family: 'stable-diffusion', kind: 'image', dates: NO_CARD, from: 'aws-cdk' },
];
