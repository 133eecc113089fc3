/** A server of the user's own behind the box: whatever it is asked is passed on unread. */
@NullMarked
package dev.mlbox.serving.behind;

import org.jspecify.annotations.NullMarked;
