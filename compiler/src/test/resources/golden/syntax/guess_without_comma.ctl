problem SwingUp for Pendulum {
  guess u = 0 v = 1;
  integrator rk4;
}
