model Arm {
  param m1 = 1;
  coordinate q1 rate w1 in [-3, 3];
  control tau in [-6, 6];
  noise kick ~ normal(0, 0.05);
  lagrangian {
    kinetic   = 0.5*m1*w1^2;
    potential = 0;
    force(q1) = tau + kick;
  }
  view { line([0, 0], [1, q1]); }
}
problem Reach for Arm {
  observe joint = q1;
  horizon 2 steps 100;
  start q1 = 0, w1 = 0;
  minimize { running tau^2 + q1^2; }
}
policy Encoders for Reach {
  input joint;
  output tau = joint;
}
train Encoders as encoders_ppo using ppo { steps = 400; }
