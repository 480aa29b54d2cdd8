problem P {
  state theta;
  state omega;
  control tau;
  dynamics {
    der(theta) = omega;
    der(omega) = tau - 9.81*sin(theta);
  }
  horizon 1 steps 10;
  start theta = 0, omega = 0;
  minimize { running tau^2; terminal 100*(theta - pi)^2; }
}
