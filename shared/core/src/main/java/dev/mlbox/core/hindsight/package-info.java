/** What the judge would have done with counts that are known; pure. */
@NullMarked
package dev.mlbox.core.hindsight;

import org.jspecify.annotations.NullMarked;
