using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.Clients;

/// <summary>Starts the server of the resource API tests for the tests of this folder.</summary>
[SetUpFixture]
public sealed class ClientsApiFixture : ResourceApi.ResourceApiFixture;
