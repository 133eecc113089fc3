/** Boxes in a Kubernetes cluster: what they are, how they are, what they count. */
@NullMarked
package dev.mlbox.engine.kubernetes;

import org.jspecify.annotations.NullMarked;
