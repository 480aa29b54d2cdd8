/// The cart-pole swing-up of b1 in continuous weights, its five seconds cut into N steps: how a solve grows with N. Both runs stop after
/// ten iterations, so that iterations are compared and not the way to the optimum.
const N = 100;  // `--const N=100000`

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

problem Growth for CartPole {
  param goal[4]  = [0, pi, 0, 0];
  let   error[4] = [p, th, v, w] - goal;

  horizon 5 steps N;
  integrator rk4;
  start p = 0, th = 0, v = 0, w = 0;

  minimize {
    running  away:   0.005 * sumsq(error);
    running  effort: 0.05 * u^2;
    terminal goal:   50 * sumsq(error);
  }
}

solve Growth as Growth_ddp using ddp {
  guess u    = 0.01;
  iterations = 10;
}

solve Growth as Growth_ip using ip {
  guess u    = 0.01;
  iterations = 10;
}
