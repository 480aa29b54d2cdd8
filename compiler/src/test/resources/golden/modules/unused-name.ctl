import shapes { hill, valley };
problem P {
  state x;
  control u;
  dynamics { der(x) = u - valley(x); }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
// ---- shapes.ctl ----
/// Landscapes.
module shapes;

const steepness = 2;

/// One hill at zero.
function hill(x) = 1 - steepness*x^2;

function valley(x) = steepness*x^2;
