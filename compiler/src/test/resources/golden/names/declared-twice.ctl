model CartPole {
  const g = 9.81;
  param l = 0.5;
  state theta;
  state omega;
  let   g = 9.82;
  dynamics {
    der(theta) = omega;
    der(omega) = -g/l*sin(theta);
  }
}
