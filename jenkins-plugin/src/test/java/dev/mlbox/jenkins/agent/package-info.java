@NullMarked
package dev.mlbox.jenkins.agent;

import org.jspecify.annotations.NullMarked;
