-- Written by hand: what no mapping says.

-- Within a school an e-mail address is one student's.
create unique index students_school_id_email_key on students (school_id, email);

-- Open orders by age: Orders.openSince.
create index orders_school_id_status_placed_at_idx on orders (school_id, status, placed_at);
