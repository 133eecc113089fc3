/** Walk the plan, call the ports, keep the report. */
@NullMarked
package dev.mlbox.core.run;

import org.jspecify.annotations.NullMarked;
