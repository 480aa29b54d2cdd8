const a = 1;
import lib.quat;
module late;
