model Pendulum {
  param m : kg = 1.0;
  param l : m = 1.0;
  state omega : rad/s;
  control tau : N*m;
  dynamics { der(omega) = tau / (m*l); }
}
