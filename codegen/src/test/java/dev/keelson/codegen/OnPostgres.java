package dev.keelson.codegen;

import java.util.List;

/** What is asked of PostgreSQL alone. */
public interface OnPostgres {

    List<Asked> onPostgres();
}
