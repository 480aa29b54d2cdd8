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

policy P for Reach {
  input joint;
  layer h = dense(joint, units = 2.5);
  layer k = dense(joint, units = 0);
  layer m = dense(joint, units = 1, initial = -1);
  output tau = dense([h, k, m], units = 2);
  output push = 0;
}
