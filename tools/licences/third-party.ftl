Third-party software that is distributed with Costate, generated from the dependencies by the build: name, coordinates,
licence, home page. The texts of the licences are inside the jars or in the folder licenses.
<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
<#if project.groupId != "org.costate">

${project.name} ${project.version}
    ${project.groupId}:${project.artifactId}
    ${entry.getValue()?join(", ")}
    ${project.url!"no home page"}
</#if>
</#list>
