Third-party software that is distributed with Costate, generated from the dependencies by the build: name, coordinates,
licence, home page. The texts of the licences are inside the jars or in the folder licenses.
The class files of asm and of Costate are changed for a faster start: see tools/PlainClasses.java in Costate's sources.
<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
<#if project.groupId != "org.costate">

${project.name} ${project.version}
    ${project.groupId}:${project.artifactId}
    ${entry.getValue()?join(", ")}
    ${project.url!"no home page"}
</#if>
</#list>
