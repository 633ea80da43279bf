package io.connectmojo.row;

import io.connectmojo.row.match.ColumnSpec;
import io.connectmojo.row.match.FieldPath;
import io.connectmojo.row.match.RowSpec;
import io.connectmojo.row.match.RowSpec.Match;
import io.connectmojo.row.match.RowSpec.Offset;
import io.connectmojo.row.match.RowSpec.Policy;
import io.connectmojo.row.match.RowSpec.Vector;
import java.util.ArrayList;
import java.util.List;

/** A mutable specification. */
public final class SpecBuilder {
    private final List<ColumnSpec> columns = new ArrayList<>();
    private Match match = Match.EXACT;
    private Policy missing = Policy.FAIL;
    private Policy unknown = Policy.NA;
    private Policy invalid = Policy.FAIL;
    private List<String> naStrings = List.of("NA");
    private Vector vector;
    private Offset offset;
    private Character wordsSeparator;
    private boolean replaceNull = true;
    private double maxMissing = 1;
    private FieldPath root;

    SpecBuilder(ColumnSpec... columns) {
        this.columns.addAll(List.of(columns));
    }

    public SpecBuilder relaxed() {
        match = Match.RELAXED;
        return this;
    }

    public SpecBuilder missing(Policy policy) {
        missing = policy;
        return this;
    }

    public SpecBuilder unknown(Policy policy) {
        unknown = policy;
        return this;
    }

    public SpecBuilder invalid(Policy policy) {
        invalid = policy;
        return this;
    }

    SpecBuilder naStrings(String... words) {
        naStrings = List.of(words);
        return this;
    }

    public SpecBuilder vector(String path, char separator) {
        vector = new Vector(FieldPath.parse(path), separator);
        return this;
    }

    public SpecBuilder offset(String column, String path, String defaultText) {
        offset = new Offset(column, path == null ? null : FieldPath.parse(path), defaultText);
        return this;
    }

    SpecBuilder wordsSeparator(char separator) {
        wordsSeparator = separator;
        return this;
    }

    SpecBuilder maxMissing(double share) {
        maxMissing = share;
        return this;
    }

    SpecBuilder keepNull() {
        replaceNull = false;
        return this;
    }

    public SpecBuilder root(String path) {
        root = FieldPath.parse(path);
        return this;
    }

    public RowSpec build() {
        return new RowSpec(
                columns,
                match,
                missing,
                unknown,
                invalid,
                naStrings,
                vector,
                offset,
                wordsSeparator,
                replaceNull,
                maxMissing,
                root);
    }
}
