/** Requests in, answers out, and on to other boxes. */
@NullMarked
package dev.mlbox.serving.http;

import org.jspecify.annotations.NullMarked;
