const _spare = 2;
const n = 3;
function half(y, z) = y/2;
function double(y) = 2*y;

problem P {
  state x;
  control u;
  let speed = half(x, 1);
  dynamics {
    let load = x^2;
    der(x) = u;
  }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
