using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.Clients;

/// <summary>The engine's ground, for the tests of this folder.</summary>
[SetUpFixture]
public sealed class ClientsApiFixture : ResourceApi.ResourceApiFixture;
