problem SwingUp for Pendulum {
  horizon 8 [s];
  integrator rk4;
}
