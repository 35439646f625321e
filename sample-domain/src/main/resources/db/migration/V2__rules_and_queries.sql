-- Written by hand: what no mapping says.

-- Within a school an e-mail address is one student's; one who was removed leaves it to others.
create unique index students_school_id_email_key on students (school_id, email) where deleted_at is null;

-- Open orders by age: Orders.openSince.
create index orders_school_id_status_placed_at_idx on orders (school_id, status, placed_at);
