/// B1: cart-pole swing-up without limits, rk4 steps of 0.05 s. The weights are per step, hence the division by h.
model CartPole {
  param mc = 1.0;
  param mp = 0.2;
  param l  = 0.5;
  param g  = 9.81;

  state   p;
  state   th;  // 0 hanging down
  state   v;
  state   w;
  control u;

  dynamics {
    let s = sin(th);
    let c = cos(th);
    let d = mc + mp*s^2;
    der(p)  = v;
    der(th) = w;
    der(v)  = (u + mp*s*(l*w^2 + g*c)) / d;
    der(w)  = (-u*c - mp*l*w^2*c*s - (mc + mp)*g*s) / (l*d);
  }
}

problem B1 for CartPole {
  const h        = 0.05;
  param goal[4]  = [0, pi, 0, 0];
  let   error[4] = [p, th, v, w] - goal;

  horizon 100*h steps 100;
  integrator rk4 cost left;
  start p = 0, th = 0, v = 0, w = 0;

  minimize {
    running  away:   0.5 * 5e-4 * sumsq(error) / h;
    running  effort: 0.5 * 5e-3 * u^2 / h;
    terminal goal:   0.5 * 100 * sumsq(error);
  }
}

solve B1 using ilqr {
  guess u = 0.01;
}

solve B1 as B1_ddp using ddp {
  guess u = 0.01;
}

solve B1 as B1_ip using ip {
  guess u = 0.01;
}
