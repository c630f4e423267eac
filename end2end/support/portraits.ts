/**
 * A camera that shows a drawn person who sways a little, for the pictures in the documents: the browser's own fake camera is
 * a green test card. Runs in the page before its own scripts.
 */
export function portraitCamera({ room, shirt, skin, hair }: Portrait): void {
  if (!navigator.mediaDevices) return;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [1280, 720];
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const ellipse = (colour: string, x: number, y: number, width: number, height: number) => {
    pen.fillStyle = colour;
    pen.beginPath();
    pen.ellipse(x, y, width, height, 0, 0, 2 * Math.PI);
    pen.fill();
  };
  const draw = () => {
    const sway = 6 * Math.sin(performance.now() / 900);
    const wall = pen.createLinearGradient(0, 0, 1280, 720);
    wall.addColorStop(0, room[0]);
    wall.addColorStop(1, room[1]);
    pen.fillStyle = wall;
    pen.fillRect(0, 0, 1280, 720);
    ellipse(hair, 640 + sway, 300, 150, 175);
    ellipse(shirt, 640 + sway / 2, 800, 330, 300);
    ellipse(skin, 640 + sway, 500, 62, 90);
    ellipse(skin, 640 + sway, 330, 118, 148);
    ellipse(hair, 640 + sway, 215, 124, 62);
    for (const side of [-44, 44]) ellipse("#2a2030", 640 + sway + side, 325, 9, 12);
    pen.strokeStyle = "#2a2030";
    pen.lineWidth = 7;
    pen.lineCap = "round";
    pen.beginPath();
    pen.arc(640 + sway, 375, 44, 0.2 * Math.PI, 0.8 * Math.PI);
    pen.stroke();
  };
  draw();
  setInterval(draw, 33);
  const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) =>
    constraints?.video ? canvas.captureStream(30) : getUserMedia(constraints);
}

export interface Portrait {
  /** Upper left and lower right of the wall behind. */
  room: [string, string];
  shirt: string;
  skin: string;
  hair: string;
}

export const PORTRAITS = {
  asha: { room: ["#e8c9a8", "#b98a6b"], shirt: "#7a3f8f", skin: "#b97b52", hair: "#2b1b17" },
  ravi: { room: ["#b7d3d8", "#5f8f9b"], shirt: "#22485c", skin: "#a86c44", hair: "#1d1a1c" },
  meera: { room: ["#cfd8b4", "#8a9e6c"], shirt: "#c2553f", skin: "#c98d63", hair: "#3a2420" },
} satisfies Record<string, Portrait>;
