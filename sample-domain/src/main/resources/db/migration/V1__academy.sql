-- The tables of the academy, as Keelson prints them for its mappings: Keelson.builder()...schema().ddl().
-- MigrationTest compares the two. Once released, a migration stays as it is and changes go into the next.

create table students (
  school_id text not null,
  id uuid not null,
  name character varying(200) not null,
  email text not null,
  registered_at timestamp with time zone not null,
  suspended boolean not null,
  version bigint not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  deleted_at timestamp with time zone,
  deleted_by text,
  primary key (school_id, id)
);

create table courses (
  school_id text not null,
  id uuid not null,
  title character varying(200) not null,
  starts_on date not null,
  fee bigint not null,
  fee_currency character varying(3) not null,
  seats integer not null,
  version bigint not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  deleted_at timestamp with time zone,
  deleted_by text,
  primary key (school_id, id)
);

create table course_students (
  school_id text not null,
  course_id uuid not null,
  student_id uuid not null,
  primary key (school_id, course_id, student_id),
  constraint course_students_school_id_course_id_fkey foreign key (school_id, course_id) references courses (school_id, id)
);

create index course_students_school_id_student_id_idx on course_students(school_id, student_id);

create table orders (
  school_id text not null,
  id uuid not null,
  student_id uuid not null,
  placed_at timestamp with time zone not null,
  bill_to_recipient text not null,
  bill_to_street text not null,
  bill_to_city text not null,
  bill_to_postal_country text not null,
  bill_to_postal_code text not null,
  ship_to_recipient text not null,
  ship_to_street text not null,
  ship_to_city text not null,
  ship_to_postal_country text not null,
  ship_to_postal_code text not null,
  status text not null,
  payment_amount bigint,
  payment_amount_currency character varying(3),
  payment_reference text,
  payment_received_at timestamp with time zone,
  version bigint not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  deleted_at timestamp with time zone,
  deleted_by text,
  primary key (school_id, id)
);

create index orders_school_id_student_id_idx on orders(school_id, student_id);

create table order_lines (
  school_id text not null,
  id uuid not null,
  order_id uuid not null,
  position integer not null,
  item_kind text not null,
  item_title text not null,
  item_price bigint not null,
  item_price_currency character varying(3) not null,
  quantity integer not null,
  deleted_at timestamp with time zone,
  deleted_by text,
  primary key (school_id, id),
  constraint order_lines_school_id_order_id_fkey foreign key (school_id, order_id) references orders (school_id, id)
);

create index order_lines_school_id_order_id_idx on order_lines(school_id, order_id);

create table order_tags (
  school_id text not null,
  order_id uuid not null,
  tag text not null,
  primary key (school_id, order_id, tag),
  constraint order_tags_school_id_order_id_fkey foreign key (school_id, order_id) references orders (school_id, id)
);

create table keelson_commits (
  school_id text not null,
  token uuid not null,
  attempt integer not null,
  committed boolean not null,
  author bigint,
  actor text not null,
  at timestamp with time zone not null,
  primary key (school_id, token, attempt)
);

create index keelson_commits_at_idx on keelson_commits using brin (at);

alter table course_students add constraint course_students_school_id_student_id_fkey foreign key (school_id, student_id) references students (school_id, id);

alter table orders add constraint orders_school_id_student_id_fkey foreign key (school_id, student_id) references students (school_id, id);

alter table students enable row level security;

alter table students force row level security;

create policy tenancy on students using (school_id = (select nullif(current_setting('keelson.tenant', true), ''))) with check (school_id = (select nullif(current_setting('keelson.tenant', true), '')));

alter table courses enable row level security;

alter table courses force row level security;

create policy tenancy on courses using (school_id = (select nullif(current_setting('keelson.tenant', true), ''))) with check (school_id = (select nullif(current_setting('keelson.tenant', true), '')));

alter table course_students enable row level security;

alter table course_students force row level security;

create policy tenancy on course_students using (school_id = (select nullif(current_setting('keelson.tenant', true), ''))) with check (school_id = (select nullif(current_setting('keelson.tenant', true), '')));

alter table orders enable row level security;

alter table orders force row level security;

create policy tenancy on orders using (school_id = (select nullif(current_setting('keelson.tenant', true), ''))) with check (school_id = (select nullif(current_setting('keelson.tenant', true), '')));

alter table order_lines enable row level security;

alter table order_lines force row level security;

create policy tenancy on order_lines using (school_id = (select nullif(current_setting('keelson.tenant', true), ''))) with check (school_id = (select nullif(current_setting('keelson.tenant', true), '')));

alter table order_tags enable row level security;

alter table order_tags force row level security;

create policy tenancy on order_tags using (school_id = (select nullif(current_setting('keelson.tenant', true), ''))) with check (school_id = (select nullif(current_setting('keelson.tenant', true), '')));

alter table keelson_commits enable row level security;

alter table keelson_commits force row level security;

create policy tenancy on keelson_commits using (school_id = (select nullif(current_setting('keelson.tenant', true), ''))) with check (school_id = (select nullif(current_setting('keelson.tenant', true), '')));
