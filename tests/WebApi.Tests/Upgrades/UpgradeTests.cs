using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.Upgrades;

/// <summary>From the last landed version.</summary>
[TestFixture]
public sealed class UpgradeTests() : UpgradeFixture("landed.sql");
