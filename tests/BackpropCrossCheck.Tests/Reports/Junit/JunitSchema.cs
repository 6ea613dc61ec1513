using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace BackpropCrossCheck.Tests.Reports.Junit;

/// <summary>The schema of JUnit reports.</summary>
internal static class JunitSchema
{
    /// <summary>The faults of a report; empty if there are none.</summary>
    public static IReadOnlyList<string> Faults(string xml)
    {
        var schemas = new XmlSchemaSet();
        using (var schema = XmlReader.Create(Path.Combine(TestContext.CurrentContext.TestDirectory, "Reports", "Schemas", "junit.xsd")))
        {
            schemas.Add(null, schema);
        }

        var faults = new List<string>();
        XDocument.Parse(xml).Validate(schemas, (_, fault) => faults.Add(fault.Message));
        return faults;
    }
}
