// What matters most in a picture: pointed at, or moved to.
const frame = document.getElementById("focus"), across = document.getElementById("f-across"), up = document.getElementById("f-up");
if (frame) {
  const picture = frame.querySelector("img"), cut = document.querySelector(".cut img"), mark = document.createElement("span");
  mark.className = "pin";
  frame.append(mark);
  const show = () => {
    const x = (Number(across.value) + 100) / 2, y = (100 - Number(up.value)) / 2;
    mark.style.insetInlineStart = "auto";
    mark.style.left = x + "%";
    mark.style.top = y + "%";
    place(x / 100, y / 100);
  };
  // The cut is as the site makes it: its middle as near to the place as the picture allows.
  const place = (x, y) => {
    if (!cut.naturalWidth) return;
    const shape = cut.naturalWidth / cut.naturalHeight, box = 1200 / 630;
    const part = shape > box ? box / shape : shape / box;
    const at = (v) => Math.min(Math.max((v - part / 2) / (1 - part), 0), 1) * 100;
    cut.style.objectPosition = shape > box ? `${at(x)}% 50%` : `50% ${at(y)}%`;
  };
  const point = (e) => {
    const box = picture.getBoundingClientRect();
    across.value = Math.round((e.clientX - box.left) / box.width * 200 - 100);
    up.value = Math.round(100 - (e.clientY - box.top) / box.height * 200);
    show();
  };
  frame.addEventListener("pointerdown", (e) => { e.preventDefault(); frame.setPointerCapture(e.pointerId); point(e); });
  frame.addEventListener("pointermove", (e) => { if (frame.hasPointerCapture(e.pointerId)) point(e); });
  for (const slider of [across, up]) slider.addEventListener("input", show);
  cut.addEventListener("load", show);
  show();
}
