using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace BackpropCrossCheck.Tests.Reports.Junit;

/// <summary>The schema that JUnit reports are held against.</summary>
internal static class JunitSchema
{
    /// <summary>What is wrong with a report; empty where nothing is.</summary>
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
