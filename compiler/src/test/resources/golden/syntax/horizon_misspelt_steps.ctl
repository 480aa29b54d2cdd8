problem SwingUp for Pendulum {
  horizon 8 [s] step 400;
  integrator rk4;
}
