import plants.cart { Cart };
problem P for Cart { horizon 1 steps 10; start x = 0; minimize { running u^2; } }
// ---- plants/cart.ctl ----
module plants.cart;
import shapse as shapes;
model Cart { state x; control u; dynamics { der(x) = u - shapes.hill(x); } }
// ---- shapes.ctl ----
/// Landscapes.
module shapes;

const steepness = 2;

/// One hill at zero.
function hill(x) = 1 - steepness*x^2;

function valley(x) = steepness*x^2;
