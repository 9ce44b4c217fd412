// A photo made small enough for a hall's Wi-Fi before it is sent: the longer side 2,560 px, as JPEG, upright.

const LONGER = 2560
const QUALITY = 0.86

/** @param {Blob} file @returns {Promise<Blob>} the file as it is where this browser cannot read it: the server says why it is none */
export async function shrunk(file) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null)
  if (!image) return file
  const scale = Math.min(1, LONGER / Math.max(image.width, image.height))
  const canvas = document.createElement("canvas")
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), "image/jpeg", QUALITY))
}
