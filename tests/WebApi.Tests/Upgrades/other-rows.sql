INSERT INTO access_code_tickets SELECT c.id, t.id FROM access_codes c JOIN tickets t USING (event_id);
INSERT INTO discount_code_tickets SELECT c.id, t.id FROM discount_codes c JOIN tickets t USING (event_id);
INSERT INTO event_discounts SELECT event_id, min(id) FROM discount_codes GROUP BY event_id;
INSERT INTO idempotent_answers VALUES
  ('\x0102', 'POST /v1/orders', 201, '{"Content-Type":["application/vnd.api+json"]}', '\x7b7d', now());
INSERT INTO invoice_credits (order_identifier, invoice_id, revenue, credited_by_id, created_at)
  SELECT o.identifier, i.id, 12.5, NULL, now() FROM orders o, event_invoices i ORDER BY o.id, i.id LIMIT 1;
INSERT INTO mails (key, recipient, action, subject, message, "time", state, attempts, last_error) VALUES
  ('ticket_purchased 1', 'buyer-alpha@example.org', 'ticket_purchased', 'Your tickets', '<p>Thank you</p>', now(), 'Sent', 1, NULL),
  ('ticket_purchased 2', 'buyer-omega@example.org', 'ticket_purchased', 'Your tickets', '<p>Hello</p>', now(), 'Failed', 3,
   'SmtpCommandException');
INSERT INTO password_resets (user_id, token_hash, email, expires_at)
  SELECT id, 'aabbcc', email, now() + interval '1 hour' FROM users ORDER BY id LIMIT 1;
INSERT INTO payments (order_id, order_identifier, event_id, provider, account, reference, external_id, amount, currency, state, taken,
  refunded, check_at, checks, created_at, settled_at)
  SELECT o.id, o.identifier, o.event_id, 'stripe', 'acct_1', 'ref-' || o.id, 'pi_' || o.id, 49.9, 'EUR', 'Succeeded', 49.9,
    10, NULL, 2, now(), now()
  FROM orders o;
INSERT INTO refunds (payment_id, event_id, reference, external_id, amount, reason, initiated_by, state, failure, check_at, created_at,
  settled_at)
  SELECT id, event_id, 'refund-' || id, 're_' || id, 10, 'OrderCancelled', 'Server', 'Succeeded', NULL, NULL, now(), now() FROM payments;
INSERT INTO scans SELECT t.event_id, gen_random_uuid(), a.id, true, 'Checked in' FROM attendees a JOIN tickets t ON t.id = a.ticket_id;
INSERT INTO session_speaker SELECT s.id, p.id FROM sessions s JOIN speakers p USING (event_id);
INSERT INTO tagged_tickets SELECT g.id, t.id FROM ticket_tags g JOIN tickets t USING (event_id);
INSERT INTO user_system_roles (user_id, custom_system_role_id, event_id)
  SELECT u.id, r.id, NULL FROM users u, custom_system_roles r ORDER BY u.id, r.id LIMIT 1;
INSERT INTO exhibitor_session SELECT e.id, s.id FROM exhibitors e JOIN sessions s USING (event_id);
INSERT INTO virtual_check_ins (attendee_id, event_id, checked_in_at)
  SELECT a.id, t.event_id, now() FROM attendees a JOIN tickets t ON t.id = a.ticket_id;
INSERT INTO email_opt_outs (address, action, created_at) VALUES ('a@example.org', 'announce_event', now());
INSERT INTO lab_class_scripts SELECT c.id, s.id FROM lab_classes c JOIN lab_scripts s USING (user_id);
