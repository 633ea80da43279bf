package io.connectmojo.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A real PostgreSQL, unpacked from Maven's repository and started for a test; ready for change data capture. */
final class PostgresServer implements AutoCloseable {
    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    static PostgresServer start() {
        return start("127.0.0.1");
    }

    /** One that containers can reach, too. */
    static PostgresServer startForAll() throws Exception {
        PostgresServer server = start("*");
        Path allowed = Path.of((String) server.query("show hba_file").get(0).get("hba_file"));
        Files.writeString(allowed, "\nhost all all all trust\n", StandardOpenOption.APPEND);
        server.execute("select pg_reload_conf()");
        return server;
    }

    private static PostgresServer start(String addresses) {
        try {
            return new PostgresServer(EmbeddedPostgres.builder()
                    .setServerConfig("wal_level", "logical")
                    .setServerConfig("listen_addresses", addresses)
                    .start());
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "PostgreSQL does not start here: as root it needs unshare(1), and there are binaries for"
                            + " Linux and macOS on amd64 only",
                    e);
        }
    }

    int port() {
        return server.getPort();
    }

    String url() {
        return url("127.0.0.1");
    }

    String url(String host) {
        return "jdbc:postgresql://" + host + ":" + port() + "/postgres";
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows by column name, in the query's order. */
    List<Map<String, Object>> query(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            List<Map<String, Object>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int c = 1; c <= columns.getColumnCount(); c++) {
                    row.put(columns.getColumnName(c), result.getObject(c));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Names and types of a table's columns, in its order; empty while there is no such table. */
    Map<String, String> columns(String table) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        query("select column_name, data_type from information_schema.columns where table_name = '" + table
                        + "' order by ordinal_position")
                .forEach(row -> columns.put((String) row.get("column_name"), (String) row.get("data_type")));
        return columns;
    }

    long count(String table) throws SQLException {
        return columns(table).isEmpty()
                ? 0
                : (Long) query("select count(*) as n from " + table).get(0).get("n");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
