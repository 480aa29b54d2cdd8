/// E3: a point mass flies through a forest; the trees nearest to it are params, drawn by the runner.
const trees = 8;

model Point {
  state   x;
  state   y;
  state   vx;
  state   vy;
  control ax in [-6, 6];
  control ay in [-6, 6];

  dynamics {
    der(x)  = vx;
    der(y)  = vy;
    der(vx) = ax;
    der(vy) = ay;
  }
}

problem Forest for Point {
  param tree[trees, 2] = zeros(trees, 2);

  const h         = 0.1;
  const clearance = 0.65;

  let near[trees] = [hypot(x - tree[i, 1], y - tree[i, 2]) for i in 1:trees];
  let position    = (vx - 2)^2 + 0.3*vy^2 + 0.02*y^2
      + 2*sumsq([60*max(0, clearance - near[i]) for i in 1:trees]);

  horizon 15*h steps 15;
  integrator rk4 cost left;
  start x = 0, y = 0, vx = 2, vy = 0;

  minimize {
    running  flight: position / h;
    running  effort: 0.05*(ax^2 + ay^2) / h;
    terminal last:   5*position;
  }
}

solve Forest using ilqr {
  iterations = 4;
}
