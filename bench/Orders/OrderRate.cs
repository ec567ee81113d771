namespace OpenEvent.Bench.Orders;

/// <summary>The rate of whole orders.</summary>
/// <param name="Answered">Orders per second until all were answered.</param>
/// <param name="Completed">Orders per second until all had their documents and e-mails.</param>
/// <param name="Server">Processor time of the server for an order, in milliseconds.</param>
/// <param name="Postgres">That of PostgreSQL.</param>
/// <param name="All">That of both and of the buyers.</param>
internal sealed record OrderRate(double Answered, double Completed, double Server, double Postgres, double All);
