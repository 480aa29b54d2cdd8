problem P {
  state x;
  control u;
  dynamics { der(x) = u; }
  horizon 1 steps 10;
  start x = 0;
  observe seen = x;
  minimize { running u^2; }
}
policy Small for P {
  input seen;
  output u = seen;
}
train Small using ddpg { iterations = 400; }
