problem P {
  integrator rk4;
  integrator rk4 substeps 15;
  integrator euler cost left;
  integrator gauss2 substeps 2 * n cost left;
}
