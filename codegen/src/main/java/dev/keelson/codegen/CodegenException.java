package dev.keelson.codegen;

import java.io.Serial;

/** Why no code can be written, and the way out, for whoever reads the output of a build. */
final class CodegenException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    CodegenException(String message) {
        super(message);
    }

    CodegenException(String message, Throwable cause) {
        super(message, cause);
    }
}
