/** What people see of a command: on the build, on the job, and the buttons. */
@NullMarked
package dev.mlbox.jenkins.page;

import org.jspecify.annotations.NullMarked;
