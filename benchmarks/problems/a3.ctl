/// A3: planar quadrotor. F is one rk4 step of 0.02 s.
model PlanarQuadrotor {
  param m = 0.486;
  param I = 0.00383;
  param L = 0.25;
  param g = 9.81;

  state   px;
  state   pz;
  state   th;
  state   vx;
  state   vz;
  state   w;
  control u[2];

  dynamics {
    let T = u[1] + u[2];
    der(px) = vx;
    der(pz) = vz;
    der(th) = w;
    der(vx) = -T*sin(th)/m;
    der(vz) = T*cos(th)/m - g;
    der(w)  = L*(u[1] - u[2])/I;
  }
}

problem A3 for PlanarQuadrotor {
  horizon 2 steps 100;
  integrator rk4;
  start px = 0, pz = 0, th = 0, vx = 0, vz = 0, w = 0;
  minimize {
    terminal still: vx^2 + vz^2;
  }
}
