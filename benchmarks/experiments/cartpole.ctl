/// Gymnasium's CartPole-v1: balance a pole by pushing its cart left or right (Barto, Sutton, Anderson 1983).
model CartPole {
  const g      : m/s^2 = 9.8;
  const mc     : kg    = 1.0;
  const mp     : kg    = 0.1;
  const length : m     = 0.5;  // half the pole
  const tau    : s     = 0.02;

  state   x     : m;
  state   v     : m/s;
  state   theta : rad;         // 0 upright
  state   omega : rad/s;
  control push  : N in {-10, 10};

  dynamics {
    let c               = cos(theta);
    let s               = sin(theta);
    let share : m/s^2   = (push + mp*length*omega^2*s) / (mc + mp);
    let alpha : rad/s^2 = (g*s - c*share) / (length*(4/3 - mp*c^2/(mc + mp)));
    let a     : m/s^2   = share - mp*length*alpha*c/(mc + mp);
    next(x)     = x + tau*v;
    next(v)     = v + tau*a;
    next(theta) = theta + tau*omega;
    next(omega) = omega + tau*alpha;
  }
}

problem Balance for CartPole {
  horizon 500 steps 500;
  start x ~ uniform(-0.05, 0.05), v ~ uniform(-0.05, 0.05), theta ~ uniform(-0.05, 0.05),
      omega ~ uniform(-0.05, 0.05);

  observe cart[2] = [x / 1 [m], v / 1 [m/s]];
  observe pole[2] = [theta, omega / 1 [rad/s]];
  terminate when away: abs(x) > 2.4;
  terminate when fell: abs(theta) > 12*2*pi/360;

  maximize { running alive: 1; }
}

policy Side for Balance {
  input cart, pole;
  layer  h1   = dense([cart, pole], units = 64, act = tanh);
  layer  h2   = dense(h1, units = 64, act = tanh);
  output push ~ categorical(logits = dense(h2, units = 2));
}
