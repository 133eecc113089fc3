@NullMarked
package dev.mlbox.jenkins.announce;

import org.jspecify.annotations.NullMarked;
