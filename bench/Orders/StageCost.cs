namespace OpenEvent.Bench.Orders;

/// <summary>What one order costs in one stage.</summary>
/// <param name="Server">Processor time of the server in milliseconds.</param>
/// <param name="Postgres">Processor time of PostgreSQL in milliseconds.</param>
/// <param name="Statements">The statements, if they were recorded.</param>
internal sealed record StageCost(string Name, double Server, double Postgres, IReadOnlyList<string> Statements);
