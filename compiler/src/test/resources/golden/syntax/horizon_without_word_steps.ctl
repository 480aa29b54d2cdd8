problem SwingUp for Pendulum {
  horizon 8 [s] 400;
  integrator rk4;
}
