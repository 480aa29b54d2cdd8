problem Reach {
  state q[2];
  state w[2];
  control tau[2] in [-6, 6];
  control push;
  param goal = 0.5;
  let far = q - goal;
  observe joint[2] = q;
  observe target = goal;
  observe camera[1, 8, 6] = raster(view, 8, 6, window = [-1, 1, -1, 1]);
  view { disc(q, 0.1); }
  dynamics {
    der(q) = w;
    der(w) = tau - far + [push, push];
  }
  horizon 2 steps 100;
  start q = 0, w = 0;
  minimize { running sumsq(q) + sumsq(tau) + push^2; }
}

table lift(a) = [0, 0; 1, 2; 2, 3];

function twice(x) = 2*x;
function turned(v[2], A[2, 2])[2] {
  return A*v;
}
function lifted(x) = lift(x);
function solved(v[2]) = sum([2, v[1]; 0, 1] \ v);
function heading(v[2]) = atan2(v[2], v[1]);

policy P for Reach {
  input joint, camera;
  let a = turned(joint, A = camera);
  let b = turned(v = joint, A = [joint[1]]);
  let c = twice(joint);
  let d = twice(t);
  let e = twice();
  let g = [lifted(joint[1]), solved(joint), heading(joint), twice(joint[1])];
  output tau = [twice(joint[1]), t];
  output push = joint[1] < 0;
}
