package dev.keelson.work.tenants;

/** What the other tenant does meanwhile, to aggregates whose identifiers are those of a program. */
interface Neighbour {

    /** Nobody lives there. */
    Neighbour NOBODY = new Neighbour() {
        @Override
        public void changes(int plot) {}

        @Override
        public void locks() {}

        @Override
        public void letsGo() {}
    };

    /** Changes a plot and all of its parts. */
    void changes(int plot);

    /** Locks all plots and keepers until it lets go. */
    void locks();

    /** Has no lock any more. */
    void letsGo();
}
